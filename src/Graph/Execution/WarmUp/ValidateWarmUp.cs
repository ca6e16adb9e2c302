using Microsoft.Extensions.Options;

namespace Graph.Execution.WarmUp;

/// <summary>Tells what could not be read of the warm-up operations.</summary>
internal sealed class ValidateWarmUp : IValidateOptions<WarmUpOptions>
{
    public ValidateOptionsResult Validate(string? name, WarmUpOptions options) =>
        options.Problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Problems);
}
