using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Graph.Security.Tokens;

/// <summary>SHA-256 of a token: what stands for it wherever something of it is remembered.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token), hash);
        var parts = MemoryMarshal.Cast<byte, ulong>(hash);
        return new TokenHash(parts[0], parts[1], parts[2], parts[3]);
    }

    public override string ToString() => "(token hash)";
}
