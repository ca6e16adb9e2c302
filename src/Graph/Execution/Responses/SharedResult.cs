using Graph.Execution.Results;

namespace Graph.Execution.Responses;

/// <summary>A result that was made for one request and serves others that came meanwhile. Errors too: whoever asks a failing upstream at the
/// same time need not make it fail again.</summary>
internal sealed class SharedResult(OperationResult result)
{
    /// <summary>Whether nothing of it has been touched since it was made.</summary>
    public bool IsCurrent => result.Response is not { IsDropped: true };

    /// <summary>A result whose data is nobody's own, so that it can be handed to several.</summary>
    public static OperationResult Share(OperationResult result)
    {
        if (result.Data is null or SharedData)
        {
            return result;
        }

        using var data = result.Data;
        var json = GC.AllocateUninitializedArray<byte>(data.Length);
        data.CopyTo(json);
        return result with { Data = new SharedData(json) };
    }

    public OperationResult For(OperationRequest request) => result with
    {
        Origin = ResponseOrigin.Coalesced,
        Errors = [.. result.Errors.Select(error => error.TraceId is null ? error : error with { TraceId = request.TraceId })],
    };
}
