// Command s3 is an S3-compatible server for the tests of the file store: what `rclone
// serve s3` runs, keeping its objects in memory. It checks keys and signatures,
// listens on this machine, prints its address, and ends when its input does.
//
// It is called with the access key and the secret of its one account.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/rclone/gofakes3"
	"github.com/rclone/gofakes3/s3mem"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: s3 KEY SECRET")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("http://" + listener.Addr().String())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // whoever started it has gone
		os.Exit(0)
	}()
	server := gofakes3.New(objects{s3mem.New()}, gofakes3.WithV4Auth(map[string]string{os.Args[1]: os.Args[2]})).Server()
	log.Fatal((&http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second}).Serve(listener))
}

// objects lists as S3 does: a delimiter that is named and empty is none. The library
// takes it for one.
type objects struct{ *s3mem.Backend }

// ListBucket implements gofakes3.Backend.
func (o objects) ListBucket(ctx context.Context, name string, prefix *gofakes3.Prefix, page gofakes3.ListBucketPage) (*gofakes3.ObjectList, error) {
	if prefix != nil && prefix.Delimiter == "" {
		prefix.HasDelimiter = false
	}
	return o.Backend.ListBucket(ctx, name, prefix, page)
}
