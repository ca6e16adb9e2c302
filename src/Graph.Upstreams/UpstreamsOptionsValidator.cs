using Microsoft.Extensions.Options;

namespace Graph.Upstreams;

[OptionsValidator]
internal sealed partial class UpstreamsOptionsValidator : IValidateOptions<UpstreamsOptions>;
