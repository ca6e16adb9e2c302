using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Graph.FunctionalTests.Edge;

/// <summary>What has come through a proxy, as its bytes were.</summary>
internal sealed record EdgeAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    /// <summary>What the proxy had, in lower case: <c>hit</c>, <c>miss</c>, <c>pass</c> (Varnish) or <c>bypass</c> (nginx).</summary>
    public string Cache => Header("X-Cache")?.ToLowerInvariant() ?? "";

    public bool IsHit => Cache == "hit";

    public string? ETag => Header("ETag");

    public string? Coding => Header("Content-Encoding");

    public string Text => Encoding.UTF8.GetString(Unpacked());

    public JsonElement Data => JsonDocument.Parse(Text).RootElement.GetProperty("data");

    /// <summary>The name of the <c>product</c> that was asked for.</summary>
    public string? Name => Data.GetProperty("product").GetProperty("name").GetString();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    private byte[] Unpacked()
    {
        using var packed = new MemoryStream(Bytes);
        using var output = new MemoryStream();
        using Stream decoder = Coding switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        decoder.CopyTo(output);
        return output.ToArray();
    }
}
