package blob

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"hemu/internal/fault"
)

// S3 is how an S3-compatible store is reached.
type S3 struct {
	Endpoint string // https://host[:port]; http:// only within one's own network; "" for no such store
	Bucket   string // must be there already
	Prefix   string // of our objects in it; "" for none
	Region   string
	Key      string // access key id
	Secret   string // never in a log, an error or an answer
}

// The ways a bucket can fail. Each is Unavailable: what was sent is kept and may be
// sent again.
var (
	ErrStoreGone   = &fault.Error{Kind: fault.Unavailable, Code: "blob.store_gone", RetryAfter: 10 * time.Second}
	ErrStoreKey    = &fault.Error{Kind: fault.Unavailable, Code: "blob.store_key", RetryAfter: time.Minute}    // it refuses us: the key is wrong, or may not do this
	ErrStoreBucket = &fault.Error{Kind: fault.Unavailable, Code: "blob.store_bucket", RetryAfter: time.Minute} // there is no such bucket
)

// Bucket is a shelf in an S3-compatible store, under the same names as in a folder:
// whatever copies a folder to a bucket moves an installation.
type Bucket struct {
	client       *minio.Client
	name, prefix string
}

// A file above partSize is sent in parts of that many bytes, one at a time.
const partSize = 8 << 20

// OpenBucket says how to reach a bucket; it asks nothing yet.
func OpenBucket(c S3) (*Bucket, error) {
	at, err := url.Parse(c.Endpoint)
	switch {
	case err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" || strings.Trim(at.Path, "/") != "" || at.User != nil || at.RawQuery != "":
		return nil, errors.New("s3-endpoint: https://host[:port]")
	case c.Bucket == "" || strings.ContainsAny(c.Bucket, "/ "):
		return nil, errors.New("s3-bucket")
	case c.Key == "" || c.Secret == "":
		return nil, errors.New("s3-key, s3-secret-file")
	}
	b := &Bucket{name: c.Bucket}
	if p := strings.Trim(c.Prefix, "/"); p != "" {
		b.prefix = p + "/"
	}
	b.client, err = minio.New(at.Host, &minio.Options{
		Creds: credentials.NewStaticV4(c.Key, c.Secret, ""), Secure: at.Scheme == "https", Region: c.Region,
		BucketLookup: minio.BucketLookupPath, MaxRetries: 3,
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: 5 * time.Second}).DialContext, TLSHandshakeTimeout: 5 * time.Second,
			ResponseHeaderTimeout: 20 * time.Second, IdleConnTimeout: time.Minute, MaxIdleConnsPerHost: 16, DisableCompression: true,
		},
	})
	return b, err
}

// Reach asks for the bucket, as at the start and by the doctor. Errors: ErrStoreGone,
// ErrStoreKey, ErrStoreBucket.
func (b *Bucket) Reach(ctx context.Context) error {
	ctx, stop := context.WithTimeout(ctx, 15*time.Second)
	defer stop()
	for o := range b.client.ListObjects(ctx, b.name, minio.ListObjectsOptions{Prefix: b.prefix, Recursive: true, MaxKeys: 1}) {
		return storeFault(o.Err)
	}
	return nil
}

func (b *Bucket) path(d Digest) string { return b.prefix + string(d[:2]) + "/" + string(d) }

func (b *Bucket) keep(ctx context.Context, f *os.File, blob Blob) error {
	_, err := b.client.PutObject(ctx, b.name, b.path(blob.Digest), io.NewSectionReader(f, 0, blob.Size), blob.Size, minio.PutObjectOptions{
		ContentType: "application/octet-stream", PartSize: partSize, NumThreads: 1, // whoever opens the bucket itself runs nothing of strangers
	})
	return storeFault(err)
}

func (b *Bucket) open(ctx context.Context, d Digest) (io.ReadSeekCloser, error) {
	o, err := b.client.GetObject(ctx, b.name, b.path(d), minio.GetObjectOptions{})
	if err == nil {
		_, err = o.Stat()
	}
	if err != nil {
		return nil, storeFault(err)
	}
	return object{o}, nil
}

// object is an open file of a bucket.
type object struct{ *minio.Object }

// Read implements io.Reader.
func (o object) Read(p []byte) (int, error) {
	n, err := o.Object.Read(p)
	if err != nil && err != io.EOF {
		err = storeFault(err)
	}
	return n, err
}

func (b *Bucket) stat(ctx context.Context, d Digest) (Stored, error) {
	o, err := b.client.StatObject(ctx, b.name, b.path(d), minio.StatObjectOptions{})
	return Stored{d, o.Size, o.LastModified}, storeFault(err)
}

// renew copies an object onto itself; the store's clock says when.
func (b *Bucket) renew(ctx context.Context, d Digest, now time.Time) error {
	at := b.path(d)
	_, err := b.client.CopyObject(ctx,
		minio.CopyDestOptions{Bucket: b.name, Object: at, ReplaceMetadata: true, UserMetadata: map[string]string{"Renewed": now.UTC().Format(time.RFC3339)}},
		minio.CopySrcOptions{Bucket: b.name, Object: at})
	return storeFault(err)
}

func (b *Bucket) remove(ctx context.Context, d Digest) error {
	return storeFault(b.client.RemoveObject(ctx, b.name, b.path(d), minio.RemoveObjectOptions{}))
}

func (b *Bucket) walk(ctx context.Context, visit func(Stored) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop() // ends the listing
	for o := range b.client.ListObjects(ctx, b.name, minio.ListObjectsOptions{Prefix: b.prefix, Recursive: true}) {
		if o.Err != nil {
			return storeFault(o.Err)
		}
		d := Digest(o.Key[strings.LastIndexByte(o.Key, '/')+1:])
		if !d.Valid() || o.Key != b.path(d) {
			continue // not ours
		}
		if err := visit(Stored{d, o.Size, o.LastModified}); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// tidy gives up files in parts that broke off: a store keeps, and charges for, their parts.
func (b *Bucket) tidy(ctx context.Context, before time.Time) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for u := range b.client.ListIncompleteUploads(ctx, b.name, b.prefix, true) {
		if u.Err != nil {
			return ignoreMissing(storeFault(u.Err)) // some stores answer so where there is none
		}
		if !u.Initiated.Before(before) {
			continue
		}
		if err := ignoreMissing(storeFault(minio.Core{Client: b.client}.AbortMultipartUpload(ctx, b.name, u.Key, u.UploadID))); err != nil {
			return err
		}
	}
	return nil
}

// storeFault says what an error of the store means. The error itself goes to the log
// beside it.
func storeFault(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	said, _ := errors.AsType[minio.ErrorResponse](err)
	switch {
	case said.Code == "NoSuchKey" || said.Code == "NoSuchUpload":
		return ErrNotFound
	case said.Code == "NoSuchBucket":
		return errors.Join(ErrStoreBucket, err)
	case said.StatusCode/100 == 4 && said.StatusCode != http.StatusRequestTimeout && said.StatusCode != http.StatusTooManyRequests:
		return errors.Join(ErrStoreKey, err)
	}
	return errors.Join(ErrStoreGone, err)
}
