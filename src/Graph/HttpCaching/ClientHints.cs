using Microsoft.Extensions.Primitives;

namespace Graph.HttpCaching;

/// <summary>What a browser says of its network (<c>Save-Data</c>, <c>ECT</c>), and how long it may keep a response for that.</summary>
internal static class ClientHints
{
    /// <summary>Asks browsers for the hint that they do not send unasked.</summary>
    public const string Asked = "ECT";

    /// <summary>The headers by which responses then differ.</summary>
    public const string Vary = "Save-Data, ECT";

    private const string SaveData = "Save-Data";

    /// <returns>Nothing without a hint, and for any that is not known.</returns>
    public static TimeSpan MaxAge(IHeaderDictionary request) =>
        request[SaveData] is [{ } saves] && saves.Trim().Equals("on", StringComparison.OrdinalIgnoreCase) ? TimeSpan.FromHours(1)
        : request[Asked] is [{ } network] ? MaxAge(network)
        : TimeSpan.Zero;

    private static TimeSpan MaxAge(StringSegment network) => network.Value switch
    {
        "slow-2g" or "2g" => TimeSpan.FromHours(1),
        "3g" => TimeSpan.FromMinutes(30),
        "4g" => TimeSpan.FromMinutes(5),
        _ => TimeSpan.Zero,
    };
}
