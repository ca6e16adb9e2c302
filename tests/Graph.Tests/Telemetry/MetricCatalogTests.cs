using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Graph.Telemetry;

namespace Graph.Tests.Telemetry;

public sealed class MetricCatalogTests
{
    [Fact]
    public async Task Instruments_OfAWholeGraph_AreTheCatalog()
    {
        var created = await CreatedInstruments();

        Assert.Equal(
            MetricCatalog.All.Select(metric => $"{metric.Name} [{metric.Unit}] {metric.Description}").Order(StringComparer.Ordinal),
            created.Select(instrument => $"{instrument.Name} [{instrument.Unit}] {instrument.Description}").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Labels_OfEveryMetric_AreNeverIds()
    {
        var labels = MetricCatalog.All.SelectMany(metric => metric.Labels);

        Assert.DoesNotContain(labels, label => label is "id" or "key" or "tag" or "user" or "viewer" or "graphql.operation.name");
    }

    private static async Task<List<Instrument>> CreatedInstruments()
    {
        var instruments = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == GraphTelemetry.Name)
            {
                lock (instruments)
                {
                    instruments.Add(instrument);
                }
            }
        };
        listener.Start();

        // Static instruments come with their class; the others with the services of a running graph.
        foreach (var type in typeof(GraphTelemetry).Assembly.GetTypes().Where(HasStaticInstrument))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        // Some are there with Redis only, if only one that can't be reached.
        await using var app = Program.Build(["--environment=Development", "--urls=http://127.0.0.1:0", "--Redis:Configuration=127.0.0.1:1", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);
        lock (instruments)
        {
            return [.. instruments];
        }
    }

    private static bool HasStaticInstrument(Type type) => !type.ContainsGenericParameters && type
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Any(field => typeof(Instrument).IsAssignableFrom(field.FieldType));
}
