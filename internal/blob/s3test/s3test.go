// Package s3test starts an S3-compatible server for a test (tools/s3) and makes
// buckets in it. HEMU_TEST_S3 names another one: http://key:secret@host:port.
package s3test

import (
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"hemu/internal/rig"
)

// The one account of the server.
const (
	key    = "AKIAHEMUTESTS"
	secret = "a-secret/with+signs"
)

// Place is how a bucket is reached: blob.S3, which would not let the tests of blob
// themselves import this package.
type Place struct{ Endpoint, Bucket, Prefix, Region, Key, Secret string }

// server lives as long as the program that tests.
var server = sync.OnceValues(func() (*url.URL, error) {
	if at := os.Getenv("HEMU_TEST_S3"); at != "" {
		return url.Parse(at)
	}
	address, err := rig.Tool("s3", key, secret)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(address)
	if err == nil {
		at.User = url.UserPassword(key, secret)
	}
	return at, err
})

// Bucket makes a new bucket and tells how to reach it.
func Bucket(t testing.TB) Place {
	t.Helper()
	at, err := server()
	if err != nil {
		t.Fatal(err)
	}
	c := Place{Endpoint: at.Scheme + "://" + at.Host, Region: "us-east-1", Bucket: "t" + strings.ToLower(rand.Text()), Prefix: "files/of hemu", Key: at.User.Username()}
	c.Secret, _ = at.User.Password()
	if err := Client(t, c).MakeBucket(t.Context(), c.Bucket, minio.MakeBucketOptions{Region: c.Region}); err != nil {
		t.Fatal(err)
	}
	return c
}

// Client reaches the server beside the store that is tested.
func Client(t testing.TB, c Place) *minio.Client {
	t.Helper()
	at, err := url.Parse(c.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	client, err := minio.New(at.Host, &minio.Options{
		Creds: credentials.NewStaticV4(c.Key, c.Secret, ""), Secure: at.Scheme == "https", Region: c.Region, BucketLookup: minio.BucketLookupPath,
	})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// Through lays a wire to the server and tells how the bucket is reached by it.
func Through(t testing.TB, c Place) (*rig.Wire, Place) {
	t.Helper()
	at, err := url.Parse(c.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	wire, address := rig.Lay(t, at.Host)
	c.Endpoint = "http://" + address
	return wire, c
}
