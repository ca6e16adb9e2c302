using Graph.Configuration;
using Microsoft.Extensions.Options;

namespace Graph.Hosting;

/// <summary>Puts domains, schema and freshness together before the server listens, so that what does not fit is listed with the settings.</summary>
internal sealed class CheckedDomains(IServiceProvider services) : ICheckedOptions
{
    public IEnumerable<string> Problems()
    {
        try
        {
            services.GetRequiredService<SourcePolicies>();
            return [];
        }
        catch (StartupException unfit)
        {
            return unfit.Problems;
        }
        catch (OptionsValidationException)
        {
            return []; // a section that it reads is wrong, and listed by itself
        }
    }
}
