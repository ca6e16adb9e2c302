using Microsoft.Extensions.Options;

namespace Graph.Upstreams.Configuration;

/// <summary>Lists everything that is wrong in the section <c>Upstreams</c>, so that one start shows it all.</summary>
internal sealed class ValidateUpstreamClients(UpstreamNames names) : IValidateOptions<UpstreamClientsOptions>
{
    private const string Section = UpstreamClientsOptions.SectionName;

    public ValidateOptionsResult Validate(string? name, UpstreamClientsOptions options)
    {
        List<string> problems =
        [
            .. options.Problems,
            .. MissingAddresses(options),
            .. TokensForAll(options),
            .. Contradictions($"{Section}:{nameof(options.Defaults)}", options.Defaults),
            .. names.SelectMany(upstream => OwnContradictions(upstream, options)),
        ];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> MissingAddresses(UpstreamClientsOptions options) =>
        from name in names
        where options.Embedded != true && options.AddressOf(name) is null && !HasBadAddress(name, options)
        select $"{Section}:{name}:BaseAddress is missing; set it, or {Section}:BaseAddress for all upstreams, "
            + $"or {Section}:Embedded=true to run the reference services in this process.";

    // Tokens are for the services that need them, and a default would give them to one that is added later.
    private static IEnumerable<string> TokensForAll(UpstreamClientsOptions options) => options.Defaults.ForwardToken
        ? [$"{Section}:Defaults:ForwardToken must not be true; set {Section}:<Name>:ForwardToken of each upstream that needs viewers' tokens."]
        : [];

    // An address that could not be read is listed as such already.
    private static bool HasBadAddress(string name, UpstreamClientsOptions options) => options.Problems.Exists(problem =>
        problem.StartsWith($"{Section}:BaseAddress ", StringComparison.OrdinalIgnoreCase)
        || problem.StartsWith($"{Section}:Defaults:BaseAddress ", StringComparison.OrdinalIgnoreCase)
        || problem.StartsWith($"{Section}:{name}:BaseAddress ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Those that the upstream does not merely inherit.</summary>
    private static IEnumerable<string> OwnContradictions(string name, UpstreamClientsOptions options)
    {
        var inherited = Contradictions($"{Section}:{name}", options.Defaults);
        return Contradictions($"{Section}:{name}", options.Resolve(name)).Except(inherited);
    }

    private static IEnumerable<string> Contradictions(string path, UpstreamClientOptions options)
    {
        var (timeout, retry) = (options.Timeout, options.Retry);
        if (timeout.Attempt > timeout.Total)
        {
            yield return $"{path}:Timeout:Attempt is {timeout.Attempt}; it must not be above Timeout:Total ({timeout.Total}).";
        }

        if (options.DetectChanges.Every is var every && every > TimeSpan.Zero && every < DetectChangesOptions.Shortest)
        {
            yield return $"{path}:DetectChanges:Every is {every}; it must be at least {DetectChangesOptions.Shortest}, or 0 to not look for changes.";
        }

        if (retry.BaseDelay > retry.MaxDelay)
        {
            yield return $"{path}:Retry:BaseDelay is {retry.BaseDelay}; it must not be above Retry:MaxDelay ({retry.MaxDelay}).";
        }
    }
}
