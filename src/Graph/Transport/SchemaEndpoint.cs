using System.Text;
using Graph.Execution.Schema;
using Microsoft.Net.Http.Headers;

namespace Graph.Transport;

/// <summary>The schema as SDL, for tools and people. Changes only with a deployment, so clients ask with its ETag.</summary>
internal sealed class SchemaEndpoint(SchemaModel schema)
{
    private readonly byte[] _sdl = Encoding.UTF8.GetBytes(schema.Sdl);

    // Weak, since one text may be sent compressed and plain.
    private readonly EntityTagHeaderValue _etag = new(schema.ETag, isWeak: true);

    public IResult Get() => TypedResults.Bytes(_sdl, "text/plain; charset=utf-8", entityTag: _etag);
}
