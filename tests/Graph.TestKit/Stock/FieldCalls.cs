using Graph.Execution.Binding;

namespace Graph.TestKit.Stock;

/// <summary>A binding's call as a task.</summary>
internal static class FieldCalls
{
    /// <returns>One value, failure or null for each parent.</returns>
    public static async Task<object?[]> ToTask(this FieldCall call, int count)
    {
        if (!call.IsCompleted)
        {
            var completed = new TaskCompletionSource();
            call.OnCompleted(completed.SetResult);
            await completed.Task;
        }

        call.Complete();
        return [.. Enumerable.Range(0, count).Select(call.At)];
    }
}
