using Graph.Execution.Binding;
using GraphQLParser.AST;

namespace Graph.Execution.Schema.Rules;

/// <summary>A mutation's field is nullable: the failure of one that is not would erase what the others have committed.</summary>
internal sealed class MutationFieldsRule : ISchemaRule
{
    public void Check(SdlIndex sdl, TypeRegistry registry, ICollection<string> problems)
    {
        var fields = sdl.Objects.TryGetValue("Mutation", out var mutation) ? mutation.Fields?.Items : null;
        foreach (var field in (fields ?? []).Where(field => field.Type is GraphQLNonNullType))
        {
            problems.Add($"'Mutation.{field.Name.StringValue}' is not nullable: its failure would erase what other fields have committed.");
        }
    }
}
