vcl 4.1;

# Varnish in front of the graph (Varnish 7, with xkey of varnish-modules). See docs/http-caching.md.
# It keeps what the graph says shared caches may keep (Surrogate-Control), and drops it when the graph purges what it was made of
# (HttpCaching:Purge:Addresses).

import std;
import xkey;

backend graph {
    .host = "127.0.0.1";
    .port = "5000";
    .connect_timeout = 2s;
    .first_byte_timeout = 15s;   # longer than Limits:RequestTimeout
    .between_bytes_timeout = 60s; # longer than the graph's pings of event streams
}

# Who may purge: the graph. What has come through another proxy never may, whatever that one's address.
acl purgers {
    "127.0.0.0"/8;
    "::1";
    "10.0.0.0"/8;
    "172.16.0.0"/12;
    "192.168.0.0"/16;
    "fc00::"/7;
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Not from here"));
        }
        if (!req.http.Surrogate-Key) {
            return (synth(400, "Name what to purge in Surrogate-Key"));
        }
        set req.http.X-Purged = xkey.purge(req.http.Surrogate-Key);
        return (synth(200, "Purged " + req.http.X-Purged));
    }

    # Operators reach these at the graph itself.
    if (req.url ~ "^/(admin|metrics|dev)(/|\?|$)") {
        return (synth(404));
    }

    if (req.http.Upgrade ~ "(?i)websocket") {
        return (pipe);
    }

    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }

    # What somebody asks for, or for more than its operation, is answered by the graph.
    if (req.http.Authorization || req.http.X-Graph-Min-Position || req.http.X-Graph-Explain
        || req.http.Cookie ~ "(^|;)\s*__Host-graph-session=") {
        return (pass);
    }
    unset req.http.Cookie; # no other means anything to the graph

    # The graph answers as one of two types; whatever else is asked for in words of its own, it chooses itself.
    if (!req.http.Accept || req.http.Accept == "*/*" || req.http.Accept == "application/json") {
        set req.http.Accept = "application/json";
    } elsif (req.http.Accept == "application/graphql-response+json"
        || req.http.Accept ~ "^application/graphql-response\+json(; ?charset=utf-8)?, ?application/json(; ?charset=utf-8)?(; ?q=0\.[1-9])?$") {
        set req.http.Accept = "application/graphql-response+json";
    } else {
        return (pass); # event streams, the IDE for browsers
    }

    # HttpCaching:Adaptive: of what browsers say of their network, the buckets by which answers differ. Otherwise it means nothing.
    if (req.http.Save-Data ~ "(?i)^\s*on\s*$" || req.http.ECT == "slow-2g" || req.http.ECT == "2g") {
        set req.http.ECT = "2g";
    } elsif (req.http.ECT != "3g" && req.http.ECT != "4g") {
        unset req.http.ECT;
    }
    unset req.http.Save-Data;

    # Accept-Encoding is Varnish's own affair: it keeps gzip, and unpacks it for those who do not take it.
    return (hash);
}

sub vcl_hash {
    # The same graph answers under every name.
    hash_data(req.url);
    return (lookup);
}

sub vcl_pipe {
    set bereq.http.Upgrade = req.http.Upgrade;
    set bereq.http.Connection = req.http.Connection;
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver); # somebody's own: with all its headers
    }

    if (beresp.status != 200 || beresp.http.Surrogate-Control !~ "(^|[ ,])max-age=\d+") {
        # Errors, and what is not for shared caches. For a moment others need not wait for each other's answer.
        set beresp.uncacheable = true;
        set beresp.ttl = 5s;
        return (deliver);
    }

    set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^(.*[ ,])?max-age=(\d+).*$", "\2s"), 0s);
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    if (beresp.http.Surrogate-Control ~ "stale-while-revalidate=\d+") {
        set beresp.grace = std.duration(regsub(beresp.http.Surrogate-Control, "^.*stale-while-revalidate=(\d+).*$", "\1s"), 0s);
    }
    if (beresp.http.Surrogate-Control ~ "stale-if-error=\d+") {
        # Varnish keeps it to ask by its ETag. Served in place of an error it is by the graph, which knows what has changed.
        set beresp.keep = std.duration(regsub(beresp.http.Surrogate-Control, "^.*stale-if-error=(\d+).*$", "\1s"), 0s);
    }

    set beresp.http.xkey = beresp.http.Surrogate-Key;
    unset beresp.http.Surrogate-Key;
    unset beresp.http.Surrogate-Control;
    unset beresp.http.CDN-Cache-Control;
    unset beresp.http.X-Accel-Expires;
    unset beresp.http.Set-Cookie;
    # Those of one request; others have theirs.
    unset beresp.http.X-Graph-Position;
    unset beresp.http.X-Trace-Id;
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
    unset resp.http.CDN-Cache-Control;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    set resp.http.X-Cache = "miss";
    if (obj.uncacheable) {
        set resp.http.X-Cache = "pass";
    } elsif (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
    }
}
