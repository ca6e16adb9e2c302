using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Writes;

/// <summary>What the headers of a write say.</summary>
internal sealed record StubWriteHeaders(int? IfMatch, string? IdempotencyKey, string? TraceId, string? Subject)
{
    public static StubWriteHeaders Read(HttpRequest request) => new(
        Version(request.Headers.IfMatch.ToString()),
        request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? key : null,
        request.Headers["X-Trace-Id"] is [{ Length: > 0 } trace] ? trace : null,
        BearerSubject.Of(request));

    // A version has one tag, and a weak one never matches (RFC 9110, 13.1.1).
    private static int? Version(string header) => header switch
    {
        "" or "*" => null,
        ['"', .. var digits, '"'] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        _ => throw new BadHttpRequestException($"If-Match is {header}, and not one version in quotes."),
    };
}
