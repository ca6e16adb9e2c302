using System.Text.Json;

namespace Graph.Execution.Results;

/// <summary>The <c>data</c> of a result, in the engine's own form: it writes itself, so no engine needs to build a tree of values.</summary>
internal interface IResultData
{
    void WriteTo(Utf8JsonWriter writer);
}
