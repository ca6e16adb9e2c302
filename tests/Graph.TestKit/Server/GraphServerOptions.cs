using Microsoft.AspNetCore.Builder;

namespace Graph.TestKit.Server;

/// <summary>How a graph is started for a test.</summary>
public sealed record GraphServerOptions
{
    public static readonly IReadOnlyDictionary<string, string?> NoSettings = new Dictionary<string, string?>();

    public string Environment { get; init; } = "Development";

    /// <summary>Whether a stub of the upstreams is started with it; without one, the graph starts its embedded services.</summary>
    public bool WithStub { get; init; } = true;

    /// <summary>On top of the stub's address.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = NoSettings;

    public TimeProvider? Time { get; init; }

    /// <summary>Runs before the features add their services, so that what it registers stands.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    public GraphServerOptions With(params (string Key, string Value)[] settings) => this with
    {
        Settings = Settings.Concat(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase),
    };
}
