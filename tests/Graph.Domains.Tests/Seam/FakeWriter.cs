using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>Sends each write once, as the engine would at first, and keeps what was asked of it.</summary>
internal sealed class FakeWriter : IWriter
{
    /// <summary>The key of a write that is repeatable without a client's key.</summary>
    public const string ServerKey = "of the server";

    private readonly Dictionary<(Source, string), object> _known = [];

    public List<RecordedWrite> Writes { get; } = [];

    /// <summary>The one write that there was.</summary>
    public RecordedWrite Write => Assert.Single(Writes);

    /// <summary>The entity as it stands before the write.</summary>
    public void Know<T>(EntitySource<T> source, T value) where T : class => _known[(source, source.Id(value))] = value;

    public IEntityWrite<T> Change<T>(EntitySource<T> source, string id) where T : class =>
        Add(new FakeEntityWrite<T>(source, (T?)_known.GetValueOrDefault((source, id)), $"change {source.Name}:{id}"));

    public IEntityWrite<T> Create<T>(EntitySource<T> source) where T : class =>
        Add(new FakeEntityWrite<T>(source, before: null, $"create {source.Name}"));

    private FakeEntityWrite<T> Add<T>(FakeEntityWrite<T> write) where T : class
    {
        Writes.Add(write.Record);
        return write;
    }
}
