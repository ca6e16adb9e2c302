using System.Buffers;
using System.Text;

namespace Graph.HttpCaching;

/// <summary>What shared caches know a response by: the keys and tags that it was made of, in a header of bounded length.</summary>
internal static class SurrogateKeys
{
    /// <summary>On every response: purging it purges all.</summary>
    public const string Everything = "graph";

    private const string TypePrefix = "type:";

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/@!$&'()*+;=");

    /// <summary>The header's value.</summary>
    /// <param name="names">Keys and tags.</param>
    /// <param name="limit">The most letters. Where they do not suffice, the types with the most names stand for all of theirs, and where even
    /// these do not, nothing but <see cref="Everything"/> does.</param>
    public static string Of(IReadOnlyCollection<string> names, int limit)
    {
        var tokens = names.GroupBy(TypeOf, Escape, StringComparer.Ordinal).Select(type => (Type: TypePrefix + Escape(type.Key), Names: type.ToArray()))
            .OrderBy(type => type.Names.Sum(name => name.Length + 1)).ToList();
        var value = new StringBuilder(Everything);
        var left = limit - Everything.Length;
        for (var i = 0; i < tokens.Count; i++)
        {
            // The shortest first, each as long as the rest has room for its types.
            var rest = tokens.Skip(i + 1).Sum(type => type.Type.Length + 1);
            var whole = tokens[i].Names.Sum(name => name.Length + 1);
            var used = whole + rest <= left ? tokens[i].Names : [tokens[i].Type];
            left -= used.Sum(name => name.Length + 1);
            value.AppendJoin("", used.Select(name => " " + name));
        }

        return left >= 0 ? value.ToString() : Everything;
    }

    /// <summary>What has to be purged when a name has changed: it, and its type, for responses that say no more than that.</summary>
    public static IEnumerable<string> PurgedBy(string name) => [Escape(name), TypePrefix + Escape(TypeOf(name))];

    private static string TypeOf(string name) => name.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? name[..colon] : name;

    // Names are parted by spaces, and a header takes ASCII.
    private static string Escape(string name) => name.AsSpan().ContainsAnyExcept(Plain) ? Uri.EscapeDataString(name) : name;
}
