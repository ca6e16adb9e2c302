using Graph.Caching;

namespace Graph.Tests.Telemetry;

public sealed class MetricsTests
{
    [Fact]
    public async Task Scrape_AfterMeasurement_ShowsIt()
    {
        await using var server = await TelemetryServer.StartAsync();

        CacheMetrics.Coalesced.Add(3, new KeyValuePair<string, object?>("type", "Shown"));
        var text = await server.ScrapeAsync();

        Assert.Contains("graph_loader_coalesced_total{type=\"Shown\"} 3", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_LabelNotInCatalog_IsDropped()
    {
        await using var server = await TelemetryServer.StartAsync();

        CacheMetrics.Coalesced.Add(1, new("type", "Dropped"), new("id", "secret-42"));
        var text = await server.ScrapeAsync();

        Assert.Contains("type=\"Dropped\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-42", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_MoreSeriesThanAllowed_CountsTheRestTogether()
    {
        await using var server = await TelemetryServer.StartAsync(("Telemetry:MaxSeriesPerMetric", "2"));

        for (var i = 0; i < 5; i++)
        {
            CacheMetrics.Coalesced.Add(1, new KeyValuePair<string, object?>("type", $"Many{i}"));
        }

        var text = await server.ScrapeAsync();

        Assert.Contains("graph_loader_coalesced_total{otel_metric_overflow=\"true\"}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Many4", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_Histogram_KeepsTheBucketsOfItsInstrument()
    {
        await using var server = await TelemetryServer.StartAsync();

        CacheMetrics.BatchSize.Record(7, new KeyValuePair<string, object?>("type", "Bucketed"));
        var text = await server.ScrapeAsync();

        Assert.Contains("graph_loader_batch_size_bucket{type=\"Bucketed\",le=\"5\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("graph_loader_batch_size_bucket{type=\"Bucketed\",le=\"10\"} 1", text, StringComparison.Ordinal);
    }
}
