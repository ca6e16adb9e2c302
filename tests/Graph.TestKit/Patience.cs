namespace Graph.TestKit;

/// <summary>Bounds every wait of a test: what has not happened by then never will.</summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Deadlines of the graph that no held call of a test reaches, however busy the machine is.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?>
    {
        ["Limits:RequestTimeout"] = "00:01:00",
        ["Upstreams:Defaults:Timeout:Attempt"] = "00:00:40",
        ["Upstreams:Defaults:Timeout:Total"] = "00:00:40",
    };

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again until a condition holds that nothing announces, such as one in another process.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException(otherwise());
            }

            await Task.Delay(Step, TimeProvider.System);
        }
    }
}
