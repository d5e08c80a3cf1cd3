package main

import (
	"errors"
	"flag"

	"hemu/internal/blob"
)

// s3Flags are the flags of the store that files lie in instead of the data folder, and
// of who looks at them before.
func (c *config) s3Flags(flags *flag.FlagSet) {
	flags.StringVar(&c.S3.Endpoint, "s3-endpoint", "", "")
	flags.StringVar(&c.S3.Bucket, "s3-bucket", "", "")
	flags.StringVar(&c.S3.Prefix, "s3-prefix", "", "")
	flags.StringVar(&c.S3.Region, "s3-region", "us-east-1", "")
	flags.StringVar(&c.S3.Key, "s3-key", "", "")
	flags.StringVar(&c.Clamd, "clamd", "", "")
	flags.StringVar(&c.clamdAway, "clamd-away", "refuse", "")
	flags.StringVar(&c.s3Secret, "s3-secret-file", "", "")
}

// readS3 reads the secret, which is a file for the reason that of readOIDC is, and
// checks what was set.
func (c *config) readS3() (err error) {
	if c.Clamd != "" {
		if _, err := blob.OpenClamd(c.Clamd); err != nil {
			return err
		}
	}
	if c.clamdAway != "refuse" && c.clamdAway != "store" {
		return errors.New("clamd-away: refuse or store")
	}
	c.KeepUnseen = c.clamdAway == "store"
	if c.S3.Endpoint == "" {
		return nil
	}
	if c.S3.Secret, err = secretFrom(c.s3Secret); err != nil {
		return err
	}
	_, err = blob.OpenBucket(c.S3)
	return err
}
