package main

import (
	"flag"
	"os"
	"strings"
)

// oidcFlags are the flags of the provider people may sign in by way of.
func (c *config) oidcFlags(flags *flag.FlagSet) {
	list := func(into *[]string) func(string) error {
		return func(v string) error {
			*into = strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' })
			return nil
		}
	}
	flags.StringVar(&c.OIDC.Issuer, "oidc-issuer", "", "")
	flags.StringVar(&c.OIDC.ClientID, "oidc-client", "", "")
	flags.StringVar(&c.OIDC.Name, "oidc-name", "", "")
	flags.StringVar(&c.secret, "oidc-secret-file", "", "")
	flags.Func("oidc-acr", "", list(&c.OIDC.Classes))
	flags.Func("oidc-two-factor", "", list(&c.OIDC.TwoFactor))
}

// readOIDC reads the client's secret and checks what was set. The secret is a file
// and never a flag: everybody on the machine can list the flags of a program.
func (c *config) readOIDC() error {
	if c.OIDC.Issuer == "" {
		return nil
	}
	var err error
	if c.OIDC.Secret, err = secretFrom(c.secret); err != nil {
		return err
	}
	return c.OIDC.Check()
}

// secretFrom is what a file holds; "" without one.
func secretFrom(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	raw, err := os.ReadFile(file)
	return strings.TrimSpace(string(raw)), err
}
