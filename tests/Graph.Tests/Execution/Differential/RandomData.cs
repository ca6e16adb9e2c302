using System.Globalization;
using Graph.Caching;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Loading;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Execution.Differential;

/// <summary>Loaders and writers that draw from chance. Its seed is the trace id of the request.</summary>
internal sealed class RandomData : ILoaderFactory, IWriterFactory
{
    private readonly CursorCodec _cursors = new(Options.Create(new CursorOptions { Secret = "the same for both engines" }));

    public static int SeedOf(LoadRequest request) => int.Parse(request.TraceId!, CultureInfo.InvariantCulture);

    ILoader ILoaderFactory.Create(LoadRequest request) => new RequestLoader(new RandomReads(SeedOf(request)), _cursors);

    IWriter IWriterFactory.Create(LoadRequest request) => new RandomWriter(new Random(SeedOf(request)));
}
