using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Execution;

/// <summary>A writer for mutations that only say what they would do.</summary>
internal sealed class UnusedWriter(LoadRequest request) : IWriter
{
    public LoadRequest Request { get; } = request;

    public IEntityWrite<T> Change<T>(EntitySource<T> source, string id) where T : class => throw new NotSupportedException();

    public IEntityWrite<T> Create<T>(EntitySource<T> source) where T : class => throw new NotSupportedException();
}
