using Graph.Execution;

namespace Graph.Transport;

/// <summary>A request as read, or why it cannot be.</summary>
internal readonly record struct RequestReading(OperationRequest? Request, RequestRefusal? Refusal)
{
    public static implicit operator RequestReading(OperationRequest request) => new(request, null);

    public static implicit operator RequestReading(RequestRefusal refusal) => new(null, refusal);
}
