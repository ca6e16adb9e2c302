using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Graph.Upstreams.Tests.Users;

internal static class Token
{
    public static (string Name, string Value) Header(string payload, string? key = null, string algorithm = "HS256")
    {
        var head = Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""") + "." + Encode(payload);
        var signature = key is null ? "" : Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(head)));
        return ("Authorization", $"Bearer {head}.{signature}");
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
