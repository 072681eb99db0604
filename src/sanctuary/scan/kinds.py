"""Kinds of files by their endings, and files that define no fields by what they are."""

import re

__all__ = ["FORMS", "MARKUP", "NO_FIELDS", "SETTINGS", "WITHOUT", "WORDS"]

FORMS = tuple(
    """
    .html .htm .xhtml .erb .jinja .jinja2 .j2 .twig .hbs .handlebars .mustache .ejs .vue .svelte .jsp .cshtml .aspx .ftl .liquid .njk
    .astro .tt .tt2 .tmpl .tpl .mako .latte .volt .cfm .asp .vm .eex .heex .leex .gohtml .razor .marko .dtl .rhtml .page .component .cmp
    .adp .dsp .hta
    """.split()  # noqa: SIM905 - a list of so many endings is read more easily as prose
)
"""Pages, and templates of pages."""

MARKUP = tuple(
    """
    .xml .edmx .hbm .object .xform .twb .tds .rdl .rdlc .jrxml .dtsx .kjb .ktr .bpmn .dmn .lss .xaml .fxml .storyboard .xib .xsl .xslt
    .wsdd .cmmn .rng .field .dita
    """.split()  # noqa: SIM905 - a list of so many endings is read more easily as prose
)
"""XML by whatever ending."""

WORDS = tuple(
    """
    .sas .sps .do .ado .dct .r .rmd .qmd .lua .pl .pm .cfc .clj .cljs .cljc .edn .fs .fsx .hs .elm .abap .pas .dfm .lfm .frm .bas .cds
    .dbml .puml .plantuml .mmd .jl .ml .mli .cr .nim .sol .c .h .cc .cpp .hpp .m .mm .thrift .avdl .ctl .drl .tmdl .sh .bash .zsh .ps1
    .soql .erl .p .w .i .prg .4gl .jcl .rexx .vbs .bsl .raml .smithy .fbs .capnp .asn .asn1 .ecl .pig .hcl .tf .tfvars .bicep .feature
    """.split()  # noqa: SIM905 - a list of so many endings is read more easily as prose
)
"""Languages that have no reader of their own: read by names and labels."""

SETTINGS = tuple(
    """
    .toml .ini .cfg .conf .properties .plist .resx .strings .po .pot
    """.split()  # noqa: SIM905 - a list of so many endings is read more easily as prose
)
"""Settings and translations."""

WITHOUT = tuple(
    """
    .png .jpg .jpeg .gif .svg .ico .webp .bmp .tif .tiff .psd .ai .eps .mp3 .mp4 .wav .mov .avi .webm .ogg .woff .woff2 .ttf .otf .eot
    .css .scss .sass .less .styl .map .lock .log .fish .bat .cmd .env .example .sample .editorconfig .gitignore .gitattributes .gitkeep
    .keep .dockerignore .npmrc .nvmrc .prettierrc .eslintrc .babelrc .mo .license .pem .crt .key .pub .sum .mod .gradle .make .mk .cmake
    .nix .dockerfile .bib .tex .diff .patch .snap .pyc .class .o .so .dll .exe .whl .egg .gem .jsonnet .dot .srt .vtt .el .vim .shp .shx
    .prj .cpg .sbn .sbx .kml .kmz .gpkg .las .laz .cer .p12 .jks .sig .asc .version .ruby-version .python-version .node-version
    .tool-versions .swp .bak .orig .rej .tmp .cache .in .am .ac .m4 .rules .service .timer .socket .spec .gemspec .podspec .sln .csproj
    .vbproj .fsproj .props .targets .xcconfig .pbxproj .entitlements .ipr .iml .iws .classpath .project .graphqlrc .sublime-project
    """.split()  # noqa: SIM905 - a list of so many endings is read more easily as prose
)
"""Endings of files that define no fields by what they are; of all others that no reader reads, it is told."""

NO_FIELDS = re.compile(
    r"(?:^|/)(?:package(?:-lock)?|composer|tsconfig[\w.]*|bower|lerna|angular|nx|\.eslintrc|\.prettierrc|renovate|vercel|firebase|app|manifest|turbo|jest\.config)\.json$"
    r"|(?:^|/)(?:\.github|\.circleci|\.gitlab|\.vscode|\.idea)/|(?:^|/)(?:docker-compose[\w.-]*|mkdocs|\.travis|\.rubocop[\w]*|codecov|\.pre-commit-config)\.ya?ml$"
    r"|(?:^|/)(?:pom|web|log4j2?|logback[\w-]*|checkstyle[\w-]*|ivy|nuget|androidmanifest|phpunit|settings|build|persistence|beans|applicationContext)\.xml$|\.lock$|\.min\.(?:js|css|html)$|(?:^|/)(?:locales?|i18n|lang|translations?|messages|cassettes|vcr_cassettes|__snapshots__)/.*\.(?:ya?ml|json|php|xml|properties|toml|ini)$|\.geojson$"
    r"|(?:^|/)res/values[\w-]*/[\w-]+\.xml$|(?:^|[/._-])(?:messages|labels|i18n|strings|translations?)[\w.-]*\.properties$|_[a-z]{2}(?:_[A-Z]{2})?\.properties$"
    r"|\.(?:po|pot|strings|resx)$|(?:^|/)(?:requirements[\w.-]*|CMakeLists|robots|humans|LICENSE[\w.-]*)\.txt$|(?:^|/)(?:pyproject|Cargo|Pipfile|poetry|netlify)\.toml$"
)
"""Files that define no fields by what they are: settings of tools, locks, translations."""
