using Graph.Domains.Abstractions;
using Graph.Upstreams;

namespace Graph.Tests.Upstreams;

/// <summary>A write of a viewer, who may have a token.</summary>
internal sealed class TestWrite(string? token = null, CancellationToken cancellation = default) : WriteContext, IViewerCall
{
    public override CancellationToken Cancellation => cancellation;

    public override string? TraceId => "trace-1";

    public override string? IdempotencyKey => null;

    public ViewerToken? Token => token is null ? null : new ViewerToken(token);

    /// <summary>A POST of an item, with a body.</summary>
    public static UpstreamWrite Post { get; } = Of(HttpMethod.Post) with { Body = """{"size": 3}"""u8.ToArray() };

    public static UpstreamWrite PostWithKey { get; } = Post with { IdempotencyKey = "key-1" };

    /// <summary>A write without a body.</summary>
    public static UpstreamWrite Of(HttpMethod method, string id = "7") => new(method, UpstreamPath.Of("/items/{id}", id));
}
