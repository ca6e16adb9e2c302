using System.Buffers.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Graph.TestKit.Stub.Writes;

/// <summary>Whose bearer token (JWT) a call carries. The stub believes it, as a service does that only the graph can reach.</summary>
internal static class BearerSubject
{
    private const string Scheme = "Bearer ";

    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header[Scheme.Length..].Split('.') is [_, var payload, _]
            ? (string?)JsonNode.Parse(Base64Url.DecodeFromChars(payload))?["sub"]
            : null;
    }
}
