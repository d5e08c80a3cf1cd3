package house

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

// FuzzThroughProxy: whatever a header says, a request that does not come from this
// machine keeps its address; one that does gets an address somebody can have, the last
// a proxy named, or keeps its own.
func FuzzThroughProxy(f *testing.F) {
	for _, seed := range [][3]string{
		{"127.0.0.1:4000", "192.0.2.1, 192.0.2.9", ""}, {"[::1]:80", "::ffff:192.0.2.1", "x"}, {"203.0.113.5:1", "127.0.0.1", "127.0.0.1"}, {"127.0.0.1", "", ""},
		{"", "1.2.3", "1.2.3.4.5"}, {"127.0.0.1:1", "fe80::1%eth0", ""}, {"127.0.0.1:1", strings.Repeat("1.1.1.1,", 5000), " "}, {"127.0.0.1:1", "192.0.2.1:8080", "[::1]"}, {"@", "\x00,\xff", "010.0.0.1"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, remote, forwarded, real string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = remote
		r.Header["X-Forwarded-For"], r.Header["X-Real-Ip"] = []string{forwarded}, []string{real}
		got := ""
		throughProxy(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr })).ServeHTTP(httptest.NewRecorder(), r)
		if got == remote {
			return
		}
		host, _, _ := net.SplitHostPort(remote) // the server's own port is no matter of trust
		from, err := netip.ParseAddr(host)
		if err != nil || !from.Unmap().IsLoopback() {
			t.Fatalf("%q is believed to be %q", remote, got)
		}
		to, err := netip.ParseAddrPort(got)
		if err != nil || to.Port() != 0 {
			t.Fatalf("%q is no address: %v", got, err)
		}
		named := net.ParseIP(strings.TrimSpace(real))
		if named == nil {
			named = net.ParseIP(strings.TrimSpace(forwarded[strings.LastIndex(forwarded, ",")+1:]))
		}
		if named == nil || named.String() != to.Addr().Unmap().String() && !named.Equal(net.IP(to.Addr().AsSlice())) {
			t.Fatalf("%q, and not what was named last: %v", got, named)
		}
	})
}
