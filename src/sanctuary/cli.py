"""temporary"""
import sys
from pathlib import Path
from sanctuary.law.packs import Library
from sanctuary.study.check import check
def main():
    args=sys.argv[1:]
    assert args[0]=="check"
    lib=Library()
    extra=None
    if "--scenarios" in args:
        i=args.index("--scenarios"); extra=Path(args[i+1]); del args[i:i+2]
    names=list(lib.ids) if args[1]=="all" else args[1:]
    from sanctuary.errors import SanctuaryError
    try: c=check(lib,names,extra)
    except SanctuaryError as e: print(e); sys.exit(2)
    for f in c.failed: print("FAILED",f.place,f.on,f.name,"\n    ",f.why)
    for f in c.conflicts: print("CONFLICT",f)
    for f in c.dead: print("DEAD",f)
    for f in c.overlaps: print("OVERLAP",f)
    for f in c.unproved: print("NO SCENARIO NAMES",f)
    print(c.held,"held",len(c.failed),"failed", sum(len(p.rules) for p in c.packs),"rules",sum(len(p.not_modeled) for p in c.packs),"not modeled")
    sys.exit(1 if c.found_something else 0)
