using Graph.Caching.Refresh;
using Graph.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Graph.Caching.Freshness;

/// <summary>Takes the section <c>Freshness</c> over while the graph runs, whenever the configuration changes: as a whole, or, where any of it
/// is wrong, not at all.</summary>
internal sealed class FreshnessReload(
    IConfiguration configuration,
    DeclaredFreshness declared,
    IEnumerable<IValidateOptions<FreshnessOverrides>> rules,
    EntityCache cache,
    PeriodicRefresh periodic,
    ILogger<FreshnessReload> logger) : IHostedService, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(string File, IChangeToken ReadAgain)> _unreadable = [];
    private IDisposable? _subscription;
    private string _refused = "";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var provider in (configuration as IConfigurationRoot)?.Providers.OfType<FileConfigurationProvider>() ?? [])
        {
            var before = provider.Source.OnLoadException;
            provider.Source.OnLoadException = failed =>
            {
                before?.Invoke(failed);
                TakeUnreadable(failed);
            };
        }

        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        Reload(); // what has changed since the start read them
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _subscription?.Dispose();

    /// <summary>Reads the settings as they are now, and takes them over unless anything is wrong with them.</summary>
    private void Reload()
    {
        lock (_lock)
        {
            _unreadable.RemoveAll(file => file.ReadAgain.HasChanged);
            var problems = new List<string>(_unreadable.Select(file => $"{file.File} cannot be read."));
            var policies = FreshnessPolicies.Resolve(declared.ByCoordinate, ReadOverrides(problems), problems);
            if (problems.Count > 0)
            {
                Refuse(problems);
                return;
            }

            _refused = "";
            Apply(policies);
        }
    }

    private FreshnessOverrides ReadOverrides(List<string> problems)
    {
        var overrides = new FreshnessOverrides();
        new SectionReader(problems).Read(configuration.GetSection(FreshnessOptions.SectionName), overrides);
        problems.AddRange(rules.SelectMany(rule => rule.Validate(Options.DefaultName, overrides).Failures ?? []));
        return overrides;
    }

    private void Apply(IReadOnlyDictionary<string, FreshnessPolicy> policies)
    {
        var changes = new List<string>();
        foreach (var source in cache.Sources)
        {
            var policy = policies[source.Definition.Source.Policy];
            if (PolicyChanges.Between(source.Definition.Policy, policy) is { } change)
            {
                source.Definition.Policy = policy;
                source.Retime();
                changes.Add(change);
            }
        }

        if (changes.Count > 0)
        {
            periodic.Retime();
            cache.Responses.DropAll("policy"); // their times are of the policies before
            Log.FreshnessChanged(logger, string.Join("; ", changes.Distinct()));
        }
    }

    // A file that stops parsing while it is watched loses all that it said. Nobody else tells.
    private void TakeUnreadable(FileLoadExceptionContext failed)
    {
        lock (_lock)
        {
            _unreadable.Add((failed.Provider.Source.Path ?? "A settings file", failed.Provider.GetReloadToken()));
            Refuse([failed.Exception.GetBaseException() is var cause && cause != failed.Exception ? $"{failed.Exception.Message} {cause.Message}" : cause.Message]);
        }
    }

    // A watched file tells of one change more than once.
    private void Refuse(IEnumerable<string> problems)
    {
        var text = string.Join(Environment.NewLine + "- ", problems.Distinct().Prepend(""));
        if (text != _refused)
        {
            _refused = text;
            Log.FreshnessRefused(logger, text);
        }
    }
}
