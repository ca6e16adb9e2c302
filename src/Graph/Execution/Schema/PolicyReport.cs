using Graph.Caching.Freshness;
using Graph.Configuration;

namespace Graph.Execution.Schema;

/// <summary>The freshness of a type, the SDL's with what the configuration overrides, written as in <c>@freshness</c>.</summary>
internal sealed record PolicyReport(string Strategy, string Ttl, string StaleFor, string StaleIfError, string NegativeTtl, string Scope)
{
    public static PolicyReport Of(FreshnessPolicy policy) => new(
        SdlEnumNames.Of(policy.Strategy.ToString()),
        IsoDuration.Format(policy.Ttl),
        IsoDuration.Format(policy.StaleFor),
        IsoDuration.Format(policy.StaleIfError),
        IsoDuration.Format(policy.NegativeTtl),
        SdlEnumNames.Of(policy.Scope.ToString()));
}
