using Graph.Execution.Values;

namespace Graph.Execution.Plans;

internal sealed class FieldReader<TParent, TValue>(Func<TParent, TValue> read, ValueWriter<TValue>? writer) : FieldReader
{
    public override object? Read(object parent) => read((TParent)parent);

    public override bool Write(DataWriter data, object parent) => writer!.Write(data, read((TParent)parent));
}
