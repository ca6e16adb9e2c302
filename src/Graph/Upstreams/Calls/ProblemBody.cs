using System.Net;
using System.Text.Json;
using Graph.Domains.Abstractions;

namespace Graph.Upstreams.Calls;

/// <summary>Reads why an upstream refused a write. Whatever the body is, there is a problem to show: one without a type at worst.</summary>
internal sealed class ProblemBody
{
    /// <summary>Bytes of a body; of a longer one nothing is read.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private string _type = "";
    private long? _currentVersion;

    private ProblemBody(HttpStatusCode status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonBody.WithoutMark(body));
            ReadMembers(document.RootElement);
        }
        catch (JsonException)
        {
            // HTML from a gateway, a body cut short, none at all.
        }

        Problem = new Problem((int)status, _type, _members);
    }

    public Problem Problem { get; }

    /// <summary>The upstream's version, where it refuses a change of an older one; null for any other reason.</summary>
    public long? ConflictingVersion => Problem is { Status: 409, Type: "version-conflict" } ? _currentVersion : null;

    /// <summary>Whether an upstream that answers so has a reason of its own, which its domain knows how to read.</summary>
    public static bool Explains(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict
        or HttpStatusCode.PreconditionFailed or HttpStatusCode.UnprocessableEntity;

    public static ProblemBody Read(HttpStatusCode status, ReadOnlyMemory<byte> body) => new(status, body);

    private void ReadMembers(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            try
            {
                ReadMember(member.Name, member.Value);
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair, or bytes that are not UTF-8.
            }
        }
    }

    private void ReadMember(string name, JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        if (name == "type")
        {
            _type = value.ValueKind == JsonValueKind.String ? Word(text!) : "";
        }
        else if (text is not null)
        {
            _members[name] = text;
        }

        if (name == "currentVersion")
        {
            _currentVersion = value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var version) ? version : null;
        }
    }

    /// <summary>RFC 9457, 3.1.1: a type is a URI; the contract's are bare words. <c>about:blank</c> is none.</summary>
    private static string Word(string type)
    {
        var uri = type.TrimEnd('/');
        return uri == "about:blank" ? "" : uri[(uri.LastIndexOfAny(['/', '#', ':']) + 1)..];
    }
}
