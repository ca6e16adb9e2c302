using Graph.Cluster;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Persisted;

/// <summary>Where only trusted documents run, there must be some place for them.</summary>
internal sealed class ValidatePersisted(IConfiguration configuration) : IValidateOptions<PersistedOptions>
{
    public ValidateOptionsResult Validate(string? name, PersistedOptions options) =>
        !options.Only || options.Folder is not null || (options.FromRedis && configuration.HasRedis())
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{PersistedOptions.SectionName}:{nameof(options.Only)} lets only trusted documents run, and there is no place for them: set "
                + $"{PersistedOptions.SectionName}:{nameof(options.Folder)}, or {RedisOptions.SectionName}:{nameof(RedisOptions.Configuration)} with "
                + $"{PersistedOptions.SectionName}:{nameof(options.FromRedis)}.");
}
