using Graph.FunctionalTests.Carts;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Graph.TestKit.Stub.Writes;

namespace Graph.FunctionalTests.Authorization;

/// <summary>What someone got, and what it has written.</summary>
/// <param name="Answer">The response.</param>
/// <param name="Actor">The user's id; null for nobody.</param>
/// <param name="Entries">What the upstreams have written meanwhile.</param>
/// <param name="Others">Users whose data must not be in it.</param>
internal sealed record AuthorizationAnswer(GraphQLAnswer Answer, string? Actor, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<string> Others)
{
    /// <summary>What is wrong with it; null when it is as expected.</summary>
    public string? Judge(string path, Expected expected)
    {
        var value = Answer.Find(path) is not null;
        string[] codes = [.. Answer.Errors.Select(error => error.Code ?? "no code").Distinct()];
        var got = (value, codes, Entries.Count > 0) switch
        {
            (true, [], false) => Expected.Value,
            (false, [], false) => Expected.Nothing,
            (true, [], true) => Expected.Written,
            (false, ["UNAUTHENTICATED"], false) => Expected.Unauthenticated,
            (false, ["FORBIDDEN"], false) => Expected.Forbidden,
            _ => (Expected?)null,
        };
        return got != expected ? $"expected {expected}, got {got?.ToString() ?? "something else"}"
            : Leak() is { } leak ? $"holds {leak}"
            : Entries.FirstOrDefault(IsOfAnother) is { } entry ? $"has written {entry.Key}"
            : null;
    }

    private string? Leak() => Others
        .SelectMany(id => (string[])[StubPrivateData.EmailOf(id), $"cart-of-{id}-", $"order-of-user-{id}-", $"activity-of-user-{id}-"])
        .FirstOrDefault(secret => Answer.Body.Contains(secret, StringComparison.Ordinal));

    // Only what names its owner in its key.
    private bool IsOfAnother(LedgerEntry entry) =>
        entry.Key.Split(':') is ["preferences" or "user", var id] && id != Actor;
}
