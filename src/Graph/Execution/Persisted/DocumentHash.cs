using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Graph.Execution.Persisted;

/// <summary>What names a document: the SHA-256 of its text in UTF-8, as 64 hexadecimal digits in lower case.</summary>
internal readonly record struct DocumentHash
{
    /// <summary>What a <c>documentId</c> of this kind begins with (GraphQL over HTTP, "Persisted Documents").</summary>
    public const string Prefix = "sha256:";

    private const int Digits = 2 * SHA256.HashSizeInBytes;

    private DocumentHash(string hex) => Hex = hex;

    public string Hex { get; }

    public static DocumentHash Of(string text) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>Reads the digits alone. Upper case is taken too: it can mean nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? hex, out DocumentHash hash)
    {
        var isHash = hex?.Length == Digits && hex.All(char.IsAsciiHexDigit);
        hash = isHash ? new DocumentHash(hex!.ToLowerInvariant()) : default;
        return isHash;
    }

    /// <summary>Reads the digits after <see cref="Prefix"/>.</summary>
    public static bool TryParseId(string? id, out DocumentHash hash)
    {
        hash = default;
        return id?.StartsWith(Prefix, StringComparison.Ordinal) == true && TryParse(id[Prefix.Length..], out hash);
    }

    public override string ToString() => Hex;
}
