using Graph.Configuration;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Persisted;

/// <summary>Reads the folder of trusted documents before the server listens. One that does not fit the schema stops the start: its clients
/// would find out one by one.</summary>
internal sealed class TrustedStartup(
    TrustedDocuments trusted, DocumentStore documents, IHostEnvironment environment, IOptions<PersistedOptions> options, IOptions<LimitOptions> limits,
    ILogger<TrustedStartup> logger) : IHostedLifecycleService
{
    /// <exception cref="StartupException">Lists everything that is wrong with the folder.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Folder is not { } folder)
        {
            return;
        }

        var problems = new List<string>();
        var read = new TrustedFolder(limits.Value, options.Value, problems).Read(Path.Combine(environment.ContentRootPath, folder));
        foreach (var (where, text) in read.Values)
        {
            var (_, errors) = await documents.GetAsync(text, cancellationToken);
            problems.AddRange(errors.Select(error => Describe(where, error)));
        }

        if (problems.Count > 0)
        {
            throw new StartupException(problems);
        }

        trusted.Take(read.ToDictionary(document => document.Key, document => document.Value.Text));
        Log.TrustedDocumentsRead(logger, read.Count, folder);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Describe(string where, GraphError error)
    {
        var place = error.Locations is [{ } first, ..] ? $" (line {first.Line}, column {first.Column})" : "";
        return $"{PersistedOptions.SectionName}:{nameof(PersistedOptions.Folder)}: {where}{place}: {error.Message}";
    }
}
