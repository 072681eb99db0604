// Verifies a public folder with golang.org/x/mod/sumdb, which shares no code with this project: verify FOLDER VKEY PROOFS
//
// The note package verifies the checkpoint; the tlog package authenticates the tiles and proves from them. Each proof in the file
// PROOFS ("inclusion INDEX SIZE HASHES" or "consistency OLD NEW HASHES", the hashes in base64 with commas between) must be the one that
// tlog makes and must satisfy its checks. The root is also computed from the entry bundles alone.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func need(err error) {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

func must(holds bool, words ...any) {
	if !holds {
		need(fmt.Errorf("%s", fmt.Sprintln(words...)))
	}
}

type tiles struct{ folder string }

func (tiles) Height() int { return 8 }

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// The folder's paths carry no height; otherwise they are those of the package.
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		read = append(read, data)
	}
	return read, nil
}

func checkpoint(folder, vkey string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	need(err)
	data, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	need(err)
	opened, err := note.Open(data, note.VerifierList(verifier))
	need(err)
	lines := strings.Split(opened.Text, "\n")
	must(len(lines) == 4 && lines[0] == verifier.Name(), "checkpoint: lines or origin")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	need(err)
	root, err := tlog.ParseHash(lines[2])
	need(err)
	return tlog.Tree{N: size, Hash: root}
}

// The hashes of all leaves, from the entry bundles, in the package's own order of storage.
func stored(folder string, size int64) tlog.HashReaderFunc {
	var kept []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, kept[index])
		}
		return found, nil
	})
	for seq := int64(0); seq < size; {
		width := min(256, size-seq)
		path := tlog.Tile{H: 8, L: 0, N: seq / 256, W: int(width)}.Path()
		data, err := os.ReadFile(filepath.Join(folder, "tile/entries/"+strings.TrimPrefix(path, "tile/8/0/")))
		need(err)
		for ; width > 0; width-- {
			length := int(binary.BigEndian.Uint16(data))
			hashes, err := tlog.StoredHashes(seq, data[2:2+length], reader)
			need(err)
			kept = append(kept, hashes...)
			data = data[2+length:]
			seq++
		}
		must(len(data) == 0, "bundle: bytes after the last entry")
	}
	return reader
}

func hashes(text string) []tlog.Hash {
	var list []tlog.Hash
	for _, word := range strings.Split(text, ",") {
		if word == "" {
			continue
		}
		data, err := base64.StdEncoding.DecodeString(word)
		need(err)
		list = append(list, tlog.Hash(data))
	}
	return list
}

func main() {
	folder, tree := os.Args[1], checkpoint(os.Args[1], os.Args[2])
	fromEntries := stored(folder, tree.N)
	root, err := tlog.TreeHash(tree.N, fromEntries)
	need(err)
	must(root == tree.Hash, "root: that of the entries is another")
	fromTiles := tlog.TileHashReader(tree, tiles{folder})
	lines, err := os.ReadFile(os.Args[3])
	need(err)
	count := 0
	for _, line := range strings.Split(strings.TrimSuffix(string(lines), "\n"), "\n") {
		words := strings.Split(line, " ")
		first, err := strconv.ParseInt(words[1], 10, 64)
		need(err)
		second, err := strconv.ParseInt(words[2], 10, 64)
		need(err)
		must(second == tree.N, "proof: for another size")
		ours := hashes(words[3])
		if words[0] == "inclusion" {
			theirs, err := tlog.ProveRecord(tree.N, first, fromTiles)
			need(err)
			leaf, err := fromEntries([]int64{tlog.StoredHashIndex(0, first)})
			need(err)
			must(fmt.Sprint(theirs) == fmt.Sprint(tlog.RecordProof(ours)), "inclusion: another proof", first)
			need(tlog.CheckRecord(ours, tree.N, tree.Hash, first, leaf[0]))
		} else {
			theirs, err := tlog.ProveTree(tree.N, first, fromTiles)
			need(err)
			earlier, err := tlog.TreeHash(first, fromTiles)
			need(err)
			must(fmt.Sprint(theirs) == fmt.Sprint(tlog.TreeProof(ours)), "consistency: another proof", first)
			need(tlog.CheckTree(ours, tree.N, tree.Hash, first, earlier))
		}
		count++
	}
	fmt.Printf("verified %d %d\n", tree.N, count)
}
