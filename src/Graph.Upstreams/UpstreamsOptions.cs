using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Data;
using Graph.Upstreams.Data.Seeding;
using Graph.Upstreams.Events;
using Graph.Upstreams.Users;
using Microsoft.Extensions.Options;

namespace Graph.Upstreams;

/// <summary>Settings of the reference upstreams, whether embedded or run as a program of their own.</summary>
public sealed class UpstreamsOptions
{
    /// <summary>Where the data is kept.</summary>
    [Required, ValidateObjectMembers]
    public DatabaseOptions Database { get; set; } = new();

    /// <summary>What a new database is filled with.</summary>
    [Required, ValidateObjectMembers]
    public SeedOptions Seed { get; set; } = new();

    /// <summary>Where change events go.</summary>
    [Required, ValidateObjectMembers]
    public EventsOptions Events { get; set; } = new();

    /// <summary>How callers of the users service are known.</summary>
    [Required, ValidateObjectMembers]
    public UsersOptions Users { get; set; } = new();

    /// <summary>Reads the four sections; a key that no setting has is an error, so that a typing mistake is seen.</summary>
    internal static UpstreamsOptions From(IConfiguration configuration)
    {
        var failures = new List<string>();
        var options = new UpstreamsOptions
        {
            Database = Read<DatabaseOptions>(configuration, DatabaseOptions.SectionName, failures),
            Seed = Read<SeedOptions>(configuration, SeedOptions.SectionName, failures),
            Events = Read<EventsOptions>(configuration, EventsOptions.SectionName, failures),
            Users = Read<UsersOptions>(configuration, UsersOptions.SectionName, failures),
        };
        return failures.Count > 0 ? throw Failed(failures) : options;
    }

    internal UpstreamsOptions Validated()
    {
        var result = new UpstreamsOptionsValidator().Validate(null, this);
        return result.Failed ? throw Failed(result.Failures) : this;
    }

    private static T Read<T>(IConfiguration configuration, string section, List<string> failures)
        where T : new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new T();
        }
        catch (InvalidOperationException e)
        {
            failures.Add($"{section}: {e.Message}");
            return new T();
        }
    }

    private static OptionsValidationException Failed(IEnumerable<string> failures) =>
        new(nameof(UpstreamsOptions), typeof(UpstreamsOptions), failures);
}
