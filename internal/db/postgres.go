package db

import (
	"crypto/tls"
	"crypto/x509"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/driver/pgdriver"
)

// Time limits on PostgreSQL. The server ends a statement by itself: leaving a connection only closes the socket, and
// the statement would go on. Exports read for long.
const (
	statementTimeout = "600s"
	readTimeout      = 11 * time.Minute
	writeTimeout     = 30 * time.Second
)

func (d *DB) openPostgres(c Config) error {
	options, err := postgresOptions(c.URL)
	if err != nil {
		return err
	}
	pool := sql.OpenDB(pgdriver.NewConnector(options...))
	conns := c.MaxConns
	if conns == 0 {
		conns = 16
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	d.engine = Postgres
	d.writer = bun.NewDB(pool, pgdialect.New())
	d.reader = d.writer
	return nil
}

// errInsecure refuses a line to another machine that nobody verified: the driver's "require" encrypts, but takes any
// certificate.
var errInsecure = errors.New("DATABASE_URL: for a server on another machine use sslmode=verify-full (with sslrootcert=FILE), " +
	"or say sslmode=disable where the network itself is protected")

// postgresOptions reads the address. Without sslmode a server on this machine is reached in the clear and any other
// with its certificate verified.
func postgresOptions(raw string) ([]pgdriver.Option, error) {
	u, err := url.Parse(raw)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return nil, errors.New("DATABASE_URL: expected postgres://user:password@host:port/name")
	}
	q := u.Query()
	mode, rootCert := q.Get("sslmode"), q.Get("sslrootcert")
	q.Del("sslmode")
	q.Del("sslrootcert")
	u.RawQuery = q.Encode()
	host := u.Hostname()
	options := []pgdriver.Option{
		pgdriver.WithReadTimeout(readTimeout), pgdriver.WithWriteTimeout(writeTimeout),
		pgdriver.WithConnParams(map[string]any{"statement_timeout": statementTimeout, "TimeZone": "UTC", "application_name": "liem"}),
	}
	switch {
	case mode == "disable" || (mode == "" && local(host)):
		return append([]pgdriver.Option{pgdriver.WithDSN(u.String()), pgdriver.WithInsecure(true)}, options...), nil
	case mode == "" || mode == "verify-full":
		config, err := verified(host, rootCert)
		if err != nil {
			return nil, err
		}
		return append([]pgdriver.Option{pgdriver.WithDSN(u.String()), pgdriver.WithTLSConfig(config)}, options...), nil
	}
	return nil, errInsecure
}

func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "" || host == "localhost" || strings.HasPrefix(host, "/") || (ip != nil && ip.IsLoopback())
}

func verified(host, rootCert string) (*tls.Config, error) {
	config := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if rootCert == "" {
		return config, nil
	}
	pem, err := os.ReadFile(rootCert)
	if err != nil {
		return nil, fmt.Errorf("sslrootcert: %w", err)
	}
	config.RootCAs = x509.NewCertPool()
	if !config.RootCAs.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("sslrootcert: %s holds no certificate", rootCert)
	}
	return config, nil
}
