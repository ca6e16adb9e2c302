namespace Graph.Upstreams.Idempotency;

/// <summary>A request's Idempotency-Key, with the SHA-256 of the method, target and body that it was first seen with.</summary>
internal sealed record IdempotencyKey(string Value, byte[] Fingerprint);
