using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Graph.Upstreams.Http;

/// <summary>Checks bodies by their attributes. The framework's own validation (which checks single parameters) passes internal types over.</summary>
internal sealed class ValidationFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IValidated && Errors(argument) is { Count: > 0 } errors)
                return ValueTask.FromResult<object?>(TypedResults.ValidationProblem(errors));
        }

        return next(context);
    }

    private static Dictionary<string, string[]> Errors(object argument)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(argument, new ValidationContext(argument), results, validateAllProperties: true);
        return results
            .SelectMany(r => r.MemberNames, (r, name) => (Name: JsonNamingPolicy.CamelCase.ConvertName(name), Message: r.ErrorMessage ?? "Not valid."))
            .GroupBy(e => e.Name, e => e.Message)
            .ToDictionary(g => g.Key, g => g.ToArray());
    }
}
