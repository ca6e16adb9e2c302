using Graph.Domains.Abstractions;
using Graph.Execution.Values;

namespace Graph.Execution.Binding;

/// <summary>A call of a binding under way, and then its results by their index.</summary>
internal abstract class FieldCall
{
    public abstract bool IsCompleted { get; }

    /// <summary>Runs a continuation once, when the call has completed.</summary>
    public abstract void OnCompleted(Action continuation);

    /// <summary>Takes the results of a completed call over. Once; throws what the binding has thrown.</summary>
    public abstract void Complete();

    /// <returns>The value; a <see cref="Failure"/> where it failed; null where there is none.</returns>
    public abstract object? At(int index);

    /// <summary>Writes a leaf.</summary>
    /// <returns>False where null is not allowed and nothing else is to be had.</returns>
    public abstract bool Write(DataWriter data, int index, ValueWriter writer);
}
