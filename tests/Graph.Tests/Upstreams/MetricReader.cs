using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Tests.Upstreams;

/// <summary>The sums of one upstream's measurements, each written as <c>name{label=value,…}</c>.</summary>
internal sealed class MetricReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly string _upstream;

    public MetricReader(string upstream)
    {
        _upstream = upstream;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GraphTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public double? this[string series]
    {
        get
        {
            lock (_gate)
            {
                return _values.TryGetValue(series, out var value) ? value : null;
            }
        }
    }

    public string[] Series
    {
        get
        {
            lock (_gate)
            {
                return [.. _values.Keys];
            }
        }
    }

    /// <summary>Asks the gauges.</summary>
    public MetricReader Observe()
    {
        _listener.RecordObservableInstruments();
        return this;
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value?.ToString());
        if (!labels.Remove("upstream", out var upstream) || upstream != _upstream)
        {
            return;
        }

        var series = $"{instrument.Name}{{{string.Join(',', labels.OrderBy(label => label.Key).Select(label => $"{label.Key}={label.Value}"))}}}";
        lock (_gate)
        {
            _values[series] = instrument.IsObservable ? value : _values.GetValueOrDefault(series) + value;
        }
    }
}
