using System.Globalization;

namespace Graph.Domains.Abstractions;

/// <summary>Why an upstream refused a write (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The problem's type, e.g. <c>out-of-stock</c>; empty where the upstream gave none that can be read.</param>
/// <param name="Members">Its other scalar members as text, e.g. <c>available</c>. Never shown to clients as they are: a domain picks
/// what its schema has.</param>
public sealed record Problem(int Status, string Type, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>A scalar member as a whole number; null when absent or something else.</summary>
    public int? Int(string name) =>
        Members.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
