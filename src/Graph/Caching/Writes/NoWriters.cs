using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

/// <summary>Stands in where nothing can be written yet: a mutation that tries is a defect.</summary>
internal sealed class NoWriters : IWriterFactory
{
    public IWriter Create(LoadRequest request) => throw new NotSupportedException("There is no writer.");
}
