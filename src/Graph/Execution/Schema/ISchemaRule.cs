using Graph.Execution.Binding;

namespace Graph.Execution.Schema;

/// <summary>One thing that must hold between the SDL and the bindings. Reports every breach; never stops at the first.</summary>
internal interface ISchemaRule
{
    void Check(SdlIndex sdl, TypeRegistry registry, ICollection<string> problems);
}
