namespace Graph.Upstreams.Http;

/// <summary>What endpoints answer, for the OpenAPI document.</summary>
internal static class EndpointMetadataExtensions
{
    /// <summary>A single read: the entity with its version as ETag, 304, or 404.</summary>
    public static RouteHandlerBuilder ProducesEntity<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<T>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>A write of one entity: 400, 404, and 409 for a version that is behind.</summary>
    public static RouteHandlerBuilder ProducesWritten<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
}
