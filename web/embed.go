// Package web carries the built staff console inside the binary. It knows
// nothing of HTTP: package httpapi serves what is here.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// FS holds the files of the built console, index.html at its root. Without a
// web build (`npm run build` in this folder) it holds no index.html.
func FS() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a constant valid path, so this cannot happen
	}
	return sub
}
