using Graph.Configuration;
using GraphQLParser.AST;

namespace Graph.Caching.Freshness;

/// <summary>Reads one <c>@freshness</c>; every argument that cannot be read becomes a problem.</summary>
internal sealed class FreshnessDirectiveReader(string coordinate, GraphQLDirective directive, ICollection<string> problems)
{
    private static readonly Dictionary<string, FreshnessStrategy> Strategies = new(StringComparer.Ordinal)
    {
        ["TIME_BASED"] = FreshnessStrategy.TimeBased,
        ["EVENT_BASED"] = FreshnessStrategy.EventBased,
        ["STALE_WHILE_REVALIDATE"] = FreshnessStrategy.StaleWhileRevalidate,
        ["BACKGROUND_REFRESH"] = FreshnessStrategy.BackgroundRefresh,
        ["PERIODIC"] = FreshnessStrategy.Periodic,
    };

    private static readonly Dictionary<string, CacheScope> Scopes = new(StringComparer.Ordinal)
    {
        ["PUBLIC"] = CacheScope.Public,
        ["PRIVATE"] = CacheScope.Private,
    };

    private bool _failed;

    public FreshnessDirective? Read()
    {
        var ttl = Duration("ttl");
        if (ttl is null && !_failed)
        {
            Problem("has no ttl");
        }

        var read = new FreshnessDirective(ttl ?? default)
        {
            Strategy = Member("strategy", Strategies, FreshnessStrategy.TimeBased),
            Scope = Member("scope", Scopes, CacheScope.Public),
            StaleFor = Duration("staleFor"),
            StaleIfError = Duration("staleIfError"),
            NegativeTtl = Duration("negativeTtl"),
            RefreshEvery = Duration("refreshEvery"),
            MinTtl = Duration("minTtl"),
            MaxTtl = Duration("maxTtl"),
        };
        return _failed ? null : read;
    }

    private TimeSpan? Duration(string argument)
    {
        switch (Value(argument))
        {
            case null or GraphQLNullValue:
                return null;
            case GraphQLStringValue text when IsoDuration.TryParse(text.Value.ToString(), out var duration):
                return duration;
            default:
                Problem($"has a {argument} that is no ISO 8601 duration without years and months, e.g. \"PT30S\"");
                return null;
        }
    }

    private T Member<T>(string argument, Dictionary<string, T> members, T absent)
    {
        switch (Value(argument))
        {
            case null:
                return absent;
            case GraphQLEnumValue named when members.TryGetValue(named.Name.StringValue, out var member):
                return member;
            default:
                Problem($"has a {argument} that is none of {string.Join(", ", members.Keys)}");
                return absent;
        }
    }

    private GraphQLValue? Value(string argument) => directive.Arguments?.FirstOrDefault(given => given.Name.Value == argument)?.Value;

    private void Problem(string what)
    {
        _failed = true;
        problems.Add($"@freshness on '{coordinate}' {what}.");
    }
}
